#pragma OPENCL EXTENSION cl_khr_fp64 : enable  
#pragma OPENCL EXTENSION cl_khr_fp16 : enable  
#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable  
__kernel void transform(__global long *_kernel_context, __constant uchar *_constant_region, __local uchar *_local_region, __global int *_atomics, __global uchar *real, __global uchar *imaginary, __private int half, __private int turn, __global uchar *nextReal, __global uchar *nextImaginary)
{
  int i_25, i_43, i_4, i_51, i_6, i_22, i_5, i_8, i_24, i_7, i_23; 
  ulong ul_13, ul_29, ul_11, ul_39, ul_3, ul_20, ul_1, ul_49, ul_2, ul_18, ul_47, ul_0; 
  float f_33, f_34, f_31, f_32, f_30, f_41, f_42, f_40, f_37, f_38, f_35, f_36, f_50, f_48, f_14, f_12, f_21, f_19; 
  long l_9, l_10, l_26, l_27, l_28, l_44, l_45, l_46, l_15, l_16, l_17; 

  // BLOCK 0
  ul_0  =  (ulong) real;
  ul_1  =  (ulong) imaginary;
  ul_2  =  (ulong) nextReal;
  ul_3  =  (ulong) nextImaginary;
  i_4  =  get_global_size(0);
  i_5  =  get_global_id(0);
  // BLOCK 1 MERGES [0 2 ]
  i_6  =  i_5;
  for(;i_6 < 4;)
  {
    // BLOCK 2
    i_7  =  i_6 + 4;
    i_8  =  i_7 + 4;
    l_9  =  (long) i_8;
    l_10  =  l_9 << 2;
    ul_11  =  ul_0 + l_10;
    f_12  =  *((__global float *) ul_11);
    ul_13  =  ul_1 + l_10;
    f_14  =  *((__global float *) ul_13);
    l_15  =  (long) i_6;
    l_16  =  l_15 + 4L;
    l_17  =  l_16 << 2;
    ul_18  =  ul_0 + l_17;
    f_19  =  *((__global float *) ul_18);
    ul_20  =  ul_1 + l_17;
    f_21  =  *((__global float *) ul_20);
    i_22  =  i_6 % 2;
    i_23  =  i_6 - i_22;
    i_24  =  i_23 << 1;
    i_25  =  i_24 + i_22;
    l_26  =  (long) i_25;
    l_27  =  l_26 + 4L;
    l_28  =  l_27 << 2;
    ul_29  =  ul_2 + l_28;
    f_30  =  (float) i_22;
    f_31  =  f_30 * -3.1415927F;
    f_32  =  f_31 / 2.0F;
    f_33  =  cos(f_32);
    f_34  =  f_33 * f_12;
    f_35  =  sin(f_32);
    f_36  =  f_35 * f_14;
    f_37  =  f_34 - f_36;
    f_38  =  f_37 + f_19;
    *((__global float *) ul_29)  =  f_38;
    ul_39  =  ul_3 + l_28;
    f_40  =  f_33 * f_14;
    f_41  =  fma(f_35, f_12, f_40);
    f_42  =  f_41 + f_21;
    *((__global float *) ul_39)  =  f_42;
    i_43  =  i_25 + 2;
    l_44  =  (long) i_43;
    l_45  =  l_44 + 4L;
    l_46  =  l_45 << 2;
    ul_47  =  ul_2 + l_46;
    f_48  =  f_19 - f_37;
    *((__global float *) ul_47)  =  f_48;
    ul_49  =  ul_3 + l_46;
    f_50  =  f_21 - f_41;
    *((__global float *) ul_49)  =  f_50;
    i_51  =  i_4 + i_6;
    i_6  =  i_51;
  }  // B1
  // BLOCK 3
  return;
}  //  kernel
