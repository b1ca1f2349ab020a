#pragma OPENCL EXTENSION cl_khr_fp64 : enable  
#pragma OPENCL EXTENSION cl_khr_fp16 : enable  
#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable  
__kernel void transform(__global long *_kernel_context, __constant uchar *_constant_region, __local uchar *_local_region, __global int *_atomics, __global uchar *real, __global uchar *imaginary, __private int half, __private int turn, __global uchar *nextReal, __global uchar *nextImaginary)
{
  int i_25, i_43, i_4, i_51, i_6, i_22, i_5, i_8, i_24, i_7, i_23; 
  ulong ul_13, ul_29, ul_11, ul_39, ul_3, ul_20, ul_1, ul_49, ul_2, ul_18, ul_47, ul_0; 
  double d_30, d_31, d_34, d_35, d_32, d_33, d_38, d_36, d_37, d_42, d_40, d_41, d_14, d_12, d_50, d_19, d_48, d_21; 
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
    i_8  =  i_7 + 2;
    l_9  =  (long) i_8;
    l_10  =  l_9 << 3;
    ul_11  =  ul_0 + l_10;
    d_12  =  *((__global double *) ul_11);
    ul_13  =  ul_1 + l_10;
    d_14  =  *((__global double *) ul_13);
    l_15  =  (long) i_6;
    l_16  =  l_15 + 2L;
    l_17  =  l_16 << 3;
    ul_18  =  ul_0 + l_17;
    d_19  =  *((__global double *) ul_18);
    ul_20  =  ul_1 + l_17;
    d_21  =  *((__global double *) ul_20);
    i_22  =  i_6 % 2;
    i_23  =  i_6 - i_22;
    i_24  =  i_23 << 1;
    i_25  =  i_24 + i_22;
    l_26  =  (long) i_25;
    l_27  =  l_26 + 2L;
    l_28  =  l_27 << 3;
    ul_29  =  ul_2 + l_28;
    d_30  =  (double) i_22;
    d_31  =  d_30 * -3.141592653589793;
    d_32  =  d_31 / 2.0;
    d_33  =  cos(d_32);
    d_34  =  d_33 * d_12;
    d_35  =  sin(d_32);
    d_36  =  d_35 * d_14;
    d_37  =  d_34 - d_36;
    d_38  =  d_37 + d_19;
    *((__global double *) ul_29)  =  d_38;
    ul_39  =  ul_3 + l_28;
    d_40  =  d_33 * d_14;
    d_41  =  fma(d_35, d_12, d_40);
    d_42  =  d_41 + d_21;
    *((__global double *) ul_39)  =  d_42;
    i_43  =  i_25 + 2;
    l_44  =  (long) i_43;
    l_45  =  l_44 + 2L;
    l_46  =  l_45 << 3;
    ul_47  =  ul_2 + l_46;
    d_48  =  d_19 - d_37;
    *((__global double *) ul_47)  =  d_48;
    ul_49  =  ul_3 + l_46;
    d_50  =  d_21 - d_41;
    *((__global double *) ul_49)  =  d_50;
    i_51  =  i_4 + i_6;
    i_6  =  i_51;
  }  // B1
  // BLOCK 3
  return;
}  //  kernel
